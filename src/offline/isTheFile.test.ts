import { expect, it } from 'vitest'
import { isTheFile } from './isTheFile'

const SCRIPT = 'https://host/some/assets/page-1.js'
const PAGE = 'https://host/some/index.html?__WB_REVISION__=1'
const answer = (type: string | undefined, status = 200) =>
  new Response('', { status, headers: type === undefined ? {} : { 'Content-Type': type } })

it.each([
  ['a script', SCRIPT, 'text/javascript', 200, true],
  ['a script of a host that knows no types', SCRIPT, undefined, 200, true],
  ['the page in place of a script', SCRIPT, 'Text/HTML; charset=utf-8', 200, false],
  ['the page itself', PAGE, 'text/html', 200, true],
  ['an error', SCRIPT, 'text/javascript', 404, false],
  ['an error in place of the page', PAGE, 'text/html', 500, false],
])('%s', (_, address, type, status, expected) => {
  expect(isTheFile(address, answer(type, status))).toBe(expected)
})
