/** What the tests ask of a browser, whoever drives it. */

export type Role =
  'button' | 'menuitem' | 'menuitemradio' | 'slider' | 'region' | 'textbox' | 'group' | 'tab'

export interface Point {
  readonly x: number
  readonly y: number
}

/** A tab of a profile that has never seen the page. */
export interface EngineTab {
  /** Where files go that the page offers for download. */
  readonly downloads: string
  readonly goto: (address: string) => Promise<void>
  readonly reload: () => Promise<void>
  /** Calls a function in the page, which cannot see what is around it here. */
  readonly run: <A extends readonly unknown[], R>(call: (...args: A) => R, ...args: A) => Promise<R>
  /** Clicks what assistive technology knows by this role and name, once it is there. */
  readonly click: (role: Role, name: string) => Promise<void>
  /** Presses the mouse at the first point, moves it along, and lets go at the last. */
  readonly drag: (points: readonly Point[]) => Promise<void>
  /** The size of what the page is shown in. */
  readonly resize: (width: number, height: number) => Promise<void>
  readonly close: () => Promise<void>
}

export interface Engine {
  readonly name: 'Chromium' | 'Firefox' | 'WebKit'
  readonly version: string
  readonly newTab: () => Promise<EngineTab>
  readonly close: () => Promise<void>
}

export const WINDOW = { width: 1280, height: 900 }
