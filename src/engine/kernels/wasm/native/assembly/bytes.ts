/* eslint-disable @typescript-eslint/ban-ts-comment */
// @ts-nocheck -- AssemblyScript: see index.ts

const TABLE: usize = 256 << 2

function entry(table: usize, byte: usize): f32 {
  return f32.load(table + ((<usize>load<u8>(byte)) << 2))
}

/**
 * out[i] = tables[i mod channels][bytes[i]], where a table has 256 entries.
 * @param count a multiple of `channels`
 */
export function lookUp(bytes: usize, count: i32, tables: usize, channels: i32, out: usize): void {
  const end = bytes + <usize>count
  if (channels === 1 || channels === 3) {
    const second = channels === 3 ? tables + TABLE : tables
    const third = channels === 3 ? second + TABLE : tables
    const whole = bytes + <usize>(count - (count % 3))
    for (; bytes < whole; bytes += 3) {
      f32.store(out, entry(tables, bytes))
      f32.store(out, entry(second, bytes + 1), 4)
      f32.store(out, entry(third, bytes + 2), 8)
      out += 12
    }
  }
  let table = tables
  const last = tables + <usize>channels * TABLE
  for (; bytes < end; bytes++) {
    f32.store(out, entry(table, bytes))
    out += 4
    table += TABLE
    if (table === last) table = tables
  }
}
