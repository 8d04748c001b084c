import { expect, it } from 'vitest'
import { shortcutOf, type Focus, type Press } from './shortcuts'

const press = (key: string, rest: Partial<Press> = {}): Press => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, defaultPrevented: false },
  ...rest,
})
const focus = (tag: string, rest: Partial<Focus> = {}): Focus => ({
  ...{ tag, type: '', role: '', editable: false, focusable: false, enclosed: false },
  ...rest,
})
const page = focus('BODY')

it.each([
  [' ', 'train'],
  ['ArrowRight', 'step'],
  ['r', 'reset'],
  ['p', 'lecture'],
  ['P', 'lecture'],
  ['?', 'help'],
  ['x', null],
  ['ArrowLeft', null],
])('%j on the page means %s', (key, shortcut) => {
  expect(shortcutOf(press(key), page)).toBe(shortcut)
})

it.each([
  ['a number field', focus('INPUT', { type: 'text', role: 'spinbutton' })],
  ['a slider', focus('INPUT', { type: 'range' })],
  ['a radio button', focus('INPUT', { type: 'radio' })],
  ['a choice', focus('SELECT', { type: 'select-one' })],
  ['a text', focus('TEXTAREA')],
  ['an editable element', focus('DIV', { editable: true })],
  ['a chart with keys of its own', focus('DIV', { focusable: true })],
  ['a button in a menu', focus('BUTTON', { role: 'menuitem' })],
  ['a button in a dialog', focus('BUTTON', { enclosed: true })],
  ['a tab', focus('BUTTON', { role: 'tab' })],
])('%s keeps all keys', (_, target) => {
  for (const key of [' ', 'ArrowRight', 'r', 'p', '?']) {
    expect(shortcutOf(press(key), target)).toBeNull()
  }
  expect(shortcutOf(press('z', { ctrlKey: true }), target)).toBeNull()
})

it('leaves a button and a checkbox the key that presses them, and no more', () => {
  for (const target of [focus('BUTTON'), focus('SUMMARY'), focus('INPUT', { type: 'checkbox' })]) {
    expect(shortcutOf(press(' '), target)).toBeNull()
    expect(shortcutOf(press('ArrowRight'), target)).toBe('step')
    expect(shortcutOf(press('r'), target)).toBe('reset')
  }
})

it('leaves the keys of the browser alone', () => {
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey'] as const) {
    expect(shortcutOf(press('r', { [modifier]: true }), page)).toBeNull()
    expect(shortcutOf(press('p', { [modifier]: true }), page)).toBeNull()
    expect(shortcutOf(press('ArrowRight', { [modifier]: true }), page)).toBeNull()
  }
  expect(shortcutOf(press('r', { defaultPrevented: true }), page)).toBeNull()
})

it('undoes with Ctrl or Command and Z', () => {
  expect(shortcutOf(press('z', { ctrlKey: true }), page)).toBe('undo')
  expect(shortcutOf(press('z', { metaKey: true }), page)).toBe('undo')
  expect(shortcutOf(press('z'), page)).toBeNull()
})

it('repeats only steps while a key is held', () => {
  expect(shortcutOf(press('ArrowRight', { repeat: true }), page)).toBe('step')
  expect(shortcutOf(press(' ', { repeat: true }), page)).toBeNull()
  expect(shortcutOf(press('r', { repeat: true }), page)).toBeNull()
  expect(shortcutOf(press('p', { repeat: true }), page)).toBeNull()
})
