import { describe, expect, it } from 'vitest'
import { DataError } from './datasetLoader'
import { parseManifest } from './manifest'
import { packedSet } from './packedSet.fixture'

type Loose = Record<string, unknown> & { shards: Record<string, unknown>[] }

function changed(change: (manifest: Loose) => void): string {
  const manifest = structuredClone(packedSet().manifest) as unknown as Loose
  change(manifest)
  return JSON.stringify(manifest)
}

describe('parseManifest', () => {
  it('accepts what the set-up writes', () => {
    const { manifest } = packedSet()
    expect(parseManifest(JSON.stringify(manifest), 'Tiny')).toMatchObject({
      shape: [2, 2, 1],
      shards: manifest.shards,
    })
  })

  it.each([
    ['a page instead of a manifest', '<!doctype html>', /not the file that it should be/],
    ['another format', changed((m) => (m['format'] = 2)), /"format" is wrong/],
    [
      'a file somewhere else',
      changed((m) => (m.shards[0]!['file'] = '../../secret.bin')),
      /"shards\.0\.file" is wrong/,
    ],
    [
      'a shard of a wrong size',
      changed((m) => (m.shards[1]!['bytes'] = 14)),
      /size of train-001\.bin does not go with/,
    ],
    ['a hole', changed((m) => m.shards.splice(1, 1)), /missing before train-002\.bin/],
    ['a lost end', changed((m) => m.shards.splice(2, 1)), /names 6 train images instead of 8/],
  ])('refuses %s with a sentence', (_, text, message) => {
    expect(() => parseManifest(text, 'Tiny')).toThrow(DataError)
    expect(() => parseManifest(text, 'Tiny')).toThrow(message)
  })
})
