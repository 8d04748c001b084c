import { expect, it } from 'vitest'
import { goToGuide } from './showGuide'

it('goes to a guide that is not there yet as soon as it is', async () => {
  goToGuide()
  const guide = document.createElement('section')
  guide.id = 'guide'
  guide.tabIndex = -1
  document.body.append(guide)
  await expect.poll(() => document.activeElement).toBe(guide)
  guide.remove()
})
