/** Rules that a person types: written, trained, changed, passed on; and what hostile ones do. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { deflateRawSync } from 'node:zlib'
import { PlaygroundPage, withoutSeconds } from './playgroundPage'

const SPIRALS =
  'data=spirals&model=mlp&width=16&depth=1&activation=tanh&batch=30&eval=50&backend=wasm'

const RULE = `# ALI-G with a squared denominator.
hyper maxLr = 1 log 1e-3..100 or none "The longest step."
hyper damping = 1 log 0.01..100
unclipped = loss / square(gradNormSq + damping)
stepSize = min(unclipped, maxLr)
w = w - stepSize * g`

const ownId = (name: string, text: string) =>
  `own1.${deflateRawSync(Buffer.from(`${name}\n${text}`)).toString('base64url')}`

const field = (page: Page) => page.getByRole('textbox', { name: 'Rule', exact: true })
const dialog = (page: Page) => page.locator('dialog[open]')

async function unfold(card: Locator) {
  const folded = card.locator('details.card__more:not([open]) > summary')
  if ((await folded.count()) > 0) await folded.click()
}

/** The rule of a run, from its card. */
async function viewRule(playground: PlaygroundPage, run: string) {
  await unfold(playground.run(run))
  await playground
    .run(run)
    .getByRole('button', { name: /^View rule/ })
    .click()
}

/** From the list of all rules to the editor. */
async function writeRule(page: Page, name: string, text: string) {
  await page.getByRole('button', { name: 'All rules…' }).click()
  await page.getByRole('button', { name: 'Write a rule' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await field(page).fill(text)
}

test('a rule typed by hand trains beside ALI-G, is changed, and travels with the link', async ({
  page,
  browser,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${SPIRALS}&steps=150&run=alig,maxLr:1`)
  const own = playground.run('Squared')

  await test.step('mistakes are said with their places, and lead there', async () => {
    await writeRule(page, 'Squared', RULE.replace('square(', 'sqare('))
    await expect(dialog(page)).toContainText('One mistake:')
    const place = page.getByRole('list', { name: 'Mistakes' }).getByRole('button')
    await expect(place).toHaveText(/^4:20/)
    await place.click()
    await expect(field(page)).toBeFocused()
    await page.keyboard.type('square')
    await expect(field(page)).toHaveValue(RULE)
    await expect(dialog(page)).toContainText('The rule can be used.')
    await dialog(page).getByRole('spinbutton', { name: 'damping' }).fill('2')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    await expect(dialog(page)).toHaveCount(0)
  })
  await expect(own).toBeVisible()
  await unfold(own)
  await expect(own.getByRole('spinbutton', { name: 'damping' })).toHaveValue('2')
  await expect(playground.status).toContainText('Ready')
  await page.getByRole('button', { name: 'Advance' }).click()
  await page.getByRole('menuitem', { name: '10 steps' }).click()
  await expect.poll(() => playground.step()).toBe(10)

  await test.step('a change while paused waits for a restart', async () => {
    await viewRule(playground, 'Squared')
    await expect(dialog(page)).toContainText('unclipped = loss / square(gradNormSq + damping)')
    await expect(dialog(page)).toContainText('The loss of the batch decides the step size.')
    await page.getByRole('button', { name: 'Edit this rule' }).click()
    await field(page).fill(RULE.replace('stepSize * g', '0.5 * stepSize * g'))
    await page.getByRole('button', { name: 'Save the rule' }).click()
    const pending = page.getByRole('group', { name: 'Changes not in use yet' })
    await expect(pending).toContainText('Not yet applied: rule of Squared changed.')
    await pending.getByRole('button', { name: 'Restart with the new rule of Squared' }).click()
    await expect(playground.status).toContainText('Done', { timeout: 60_000 })
  })
  const rows = await playground.exportRows('Metrics (CSV)')
  expect(rows).toHaveLength(300)
  expect(new Set(rows.map((row) => row['optimizer']))).toEqual(new Set(['alig', 'own:Squared']))
  for (const row of rows) {
    const damped = (Number(row['grad_norm_sq']) + 2) ** 2
    if (row['run'] === '1')
      expect(Number(row['step_size_unclipped'])).toBeCloseTo(Number(row['loss']) / damped, 4)
  }

  const link = await playground.sharedLink()
  const elsewhere = await browser.newContext()
  await test.step('somebody else is shown the rule before Train, and gets the same numbers', async () => {
    const theirs = new PlaygroundPage(await elsewhere.newPage())
    await theirs.page.goto(link)
    await expect(theirs.status).toContainText('Ready')
    const notice = theirs.page.getByRole('group', { name: 'Rules that came with the experiment' })
    await expect(notice).toContainText('a rule that somebody typed: Squared.')
    await expect(notice).toContainText('arithmetic')
    await notice.getByRole('button', { name: 'View rule' }).click()
    await expect(dialog(theirs.page)).toContainText('w = w - 0.5 * stepSize * g')
    await expect(dialog(theirs.page).getByRole('button', { name: 'Edit a copy' })).toBeVisible()
    await theirs.page.getByRole('button', { name: 'Keep under Yours' }).click()
    await theirs.page.keyboard.press('Escape')
    await expect(notice).toBeHidden()
    await theirs.trainToLimit()
    const same = await theirs.exportRows('Metrics (CSV)')
    expect(withoutSeconds(same)).toEqual(withoutSeconds(rows))
  })
  await elsewhere.close()

  await test.step('it is there after a reload, and among those that can be added', async () => {
    await page.reload()
    await expect(own).toBeVisible()
    await expect.poll(() => playground.step()).toBe(150)
    await page.getByRole('button', { name: 'All rules…' }).click()
    const yours = page.getByRole('group', { name: 'Yours' })
    await expect(yours.getByRole('option')).toHaveText(/Squared/)
    await yours.getByRole('option').click()
    await page.getByRole('button', { name: 'Forget Squared' }).click()
    await page.getByRole('button', { name: 'Really forget Squared' }).click()
    await expect(yours).toHaveCount(0)
  })
})

test('an embedded page shows a rule, and offers nothing that belongs to the whole page', async ({
  page,
}) => {
  await page.goto(`./#${SPIRALS}&embed=1&run=alig&run=${ownId('Squared', RULE)}`)
  await page.getByRole('button', { name: 'View rule' }).click()
  await expect(dialog(page)).toContainText('unclipped = loss / square(gradNormSq + damping)')
  await expect(dialog(page).getByRole('button')).toHaveText(['Close'])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await expect(page.getByRole('button', { name: 'View rule' })).toHaveCount(0)
})

test('the list of rules by keyboard, and text that is not lost', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(`${SPIRALS}&run=alig`)
  const chosen = dialog(page).getByRole('option', { selected: true })
  const opener = page.getByRole('button', { name: 'All rules…' })
  await opener.focus()
  await page.keyboard.press('Enter')
  await expect(chosen).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  await expect(chosen).toHaveText(/^ALI-G/)
  await page.keyboard.press('s')
  await expect(page.getByRole('option', { name: 'SGD', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect(opener).toBeFocused()
  await expect(playground.run('SGD')).toBeVisible()

  await viewRule(playground, 'SGD')
  await dialog(page).getByRole('button', { name: 'Edit a copy' }).press('Enter')
  await field(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('\nkept = 1')
  // Browsers close a dialog by themselves when Escape is pressed twice.
  for (let i = 0; i < 5; i++) await page.keyboard.press('Escape')
  const question = page.getByRole('alertdialog', { name: 'What you have changed is not saved.' })
  await expect(question).toBeVisible()
  await expect(field(page)).toHaveValue(/kept = 1$/)
  await question.getByRole('button', { name: 'Keep editing' }).press('Enter')
  await expect(field(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Leave without saving' }).press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect(playground.run('SGD').getByRole('button', { name: /^View rule/ })).toBeFocused()
  await expect(page.locator('section.card')).toHaveCount(2)
})

test('hostile rules are refused with a sentence, and one that makes no numbers diverges alone', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  const bomb = ownId('Bomb', 'a'.repeat(3_000_000))
  const hostile = [
    [bomb, 'unpacked, it is longer than a rule may be'],
    [
      ownId('Turned', 'stepSize = 1 # \u202e\nw = w'),
      'line 1 holds characters that cannot be seen',
    ],
    [ownId('<img src=x>', 'stepSize = alert(1)\nw = w'), 'There is no function "alert"'],
    [ownId('Inherited', 'hyper constructor = 1 linear 0..2'), '"constructor" is a word of the'],
    ['own1.AAAA', 'its code is damaged'],
  ] as const
  const runs = hostile.map(([id]) => `run=${id}`).join('&')
  const broken = ownId('Broken', 'stepSize = 0 / 0\nw = w + stepSize * g')
  await page.goto(`./#${SPIRALS}&steps=120&run=alig&run=${broken}&${runs}`)
  await expect(playground.status).toContainText('Ready')
  for (const [, sentence] of hostile) await expect(page.getByRole('main')).toContainText(sentence)
  await expect(page.locator('section.card')).toHaveCount(2)
  await playground.trainToLimit()
  await expect(playground.run('Broken')).toContainText('not a finite number')
  await expect(playground.run('Broken')).toContainText('Look at the rule')
  const rows = await playground.exportRows('Metrics (CSV)')
  expect(rows.filter((row) => row['run'] === '0')).toHaveLength(120)
  expect(rows.filter((row) => row['run'] === '1').length).toBeLessThan(120)
})

for (const [width, colorScheme] of [
  [1280, 'light'],
  [360, 'dark'],
] as const)
  test(`axe finds nothing in the dialogs about rules, ${colorScheme}, ${width} px wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 740 })
    await page.emulateMedia({ colorScheme })
    const playground = new PlaygroundPage(page)
    await playground.open(`${SPIRALS}&run=alig&run=${ownId('Squared', RULE)}`)
    const violations = async (part: string) =>
      (await new AxeBuilder({ page }).include(part).analyze()).violations
    expect(await violations('.strip'), 'notice').toEqual([])
    await page.getByRole('button', { name: 'All rules…' }).click()
    await expect(dialog(page).getByRole('option').first()).toBeVisible()
    expect(await violations('dialog[open]'), 'list').toEqual([])
    await page.keyboard.press('Escape')
    await viewRule(playground, 'Squared')
    await dialog(page).getByText('The language in short').click()
    expect(await violations('dialog[open]'), 'rule').toEqual([])
    await page.getByRole('button', { name: 'Edit a copy' }).click()
    await field(page).fill('stepSize = g\nw = lr')
    await expect(dialog(page)).toContainText('2 mistakes:')
    expect(await violations('dialog[open]'), 'editor').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Leave without saving' }).click()
    await page.getByRole('heading', { name: 'Rules', exact: true }).scrollIntoViewIfNeeded()
    expect(await violations('#guide-rules'), 'guide').toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(width)
  })
