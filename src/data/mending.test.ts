import { expect, it } from 'vitest'
import { mending } from './mending'

it('tells whoever runs npm start to start it again, and blames no server', () => {
  expect(mending(true)).toMatch(/^Stop npm start and start it again/)
  expect(mending(true)).not.toMatch(/server|build/)
})

it('tells of a copy of the page what whoever put it there has to do', () => {
  expect(mending(false)).toMatch(/^Reload the page.*npm run build.*put it here again\.$/)
})
