import { expect, it } from 'vitest'
import { storedWords } from './storedWords'

const MB = 1e6

it('lists what is kept, and says the same of one thing and of several', () => {
  const stays = 'Deleting experiments leaves this as it is.'
  expect(storedWords({ page: 2 * MB, fetched: 0, own: 0 })).toBe(
    `For visits without a network, this browser also keeps the page itself (2 MB). ${stays}`,
  )
  expect(storedWords({ page: 2 * MB, fetched: 3 * MB, own: 4 * MB })).toBe(
    'For visits without a network, this browser also keeps the page itself (2 MB), the images that ' +
      `it has fetched (3 MB) and your own data (4 MB). ${stays}`,
  )
  expect(storedWords({ page: 0, fetched: 0, own: 0 })).toBe('')
})
