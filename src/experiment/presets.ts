/** Experiments to start from. Each is an ordinary link. */
export interface Preset {
  readonly id: string
  readonly title: string
  /** One line: where to look. */
  readonly lookAt: string
  /** Without `#`. */
  readonly link: string
}

export const presets: readonly Preset[] = [
  {
    id: 'clip',
    title: 'Where the clip bites',
    lookAt:
      'Step size: where the faint line, loss / ‖g‖², is above maxLr, ALI-G takes maxLr; ' +
      'where it is below, ALI-G chooses for itself.',
    link: 'v=1',
  },
  {
    id: 'max-lr',
    title: 'Does maxLr need tuning?',
    lookAt:
      'Four ALI-G runs differ only in maxLr, from 0.1 to 100. Compare their step sizes and ' +
      'losses with each other and with SGD at a fixed rate of 1.',
    link:
      'v=1&run=alig,maxLr:0.1,name:maxLr%200.1&run=alig,maxLr:1,name:maxLr%201' +
      '&run=alig,maxLr:10,name:maxLr%2010&run=alig,maxLr:100,name:maxLr%20100&run=sgd,lr:1',
  },
  {
    id: 'slow-sgd',
    title: 'Just slow SGD',
    lookAt:
      'With maxLr 0.01, see on how many steps ALI-G is clipped: there its step size is that ' +
      'of SGD with learning rate 0.01.',
    link: 'v=1&run=alig,maxLr:0.01&run=sgd,lr:0.01',
  },
]
