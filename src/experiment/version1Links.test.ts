import { describe, expect, it } from 'vitest'
import links from '../../fixtures/version1/links.json'
import { decodeLink, encodeLink } from './link'

describe('links of version 1', () => {
  it.each(links)('$about: $link', ({ link, encoded = link, notices, experiment }) => {
    const decoded = decodeLink(link)
    // A later page may know more options; what they are by default, the link below leaves out.
    expect(decoded.experiment).toMatchObject(experiment)
    expect(decoded.experiment.view).toEqual(experiment.view)
    expect(encodeLink(decoded.experiment)).toBe(encoded)
    expect(decoded.notices).toHaveLength(notices)
  })
})
