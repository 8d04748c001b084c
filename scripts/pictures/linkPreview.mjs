/** What a message shows of a link to the page: its name, what it is about, and the step of ALI-G. */

export const SIZE = { width: 1200, height: 630 }

const PLOT = { left: 80, right: 1120, top: 350, bottom: 560, highest: 0.22 }

/**
 * @param {{ runs: { step_size: number[], max_lr: (number | null)[] }[] }} recorded the first steps
 *   of the experiment that the page opens with: ALI-G, then SGD
 * @param {string} icon the page's icon, as SVG
 * @returns {string} HTML of the whole picture
 */
export function linkPreview({ runs: [alig, sgd] }, icon) {
  const steps = alig.step_size.length
  const x = (step) => PLOT.left + ((PLOT.right - PLOT.left) * step) / (steps - 1)
  const y = (size) => PLOT.bottom - ((PLOT.bottom - PLOT.top) * size) / PLOT.highest
  const line = (sizes) => sizes.map((size, i) => `${i ? 'L' : 'M'}${x(i)} ${y(size)}`).join('')
  const label = (size, text, colour) =>
    `<text x="${PLOT.right}" y="${y(size) - 12}" fill="${colour}" text-anchor="end">${text}</text>`
  const [maxLr, rate] = [alig.max_lr[0], sgd.step_size[0]]
  return `<!doctype html>
    <style>
      body { margin: 0; background: #17324d; color: #fff; font-family: system-ui, sans-serif; }
      main { position: relative; width: ${SIZE.width}px; height: ${SIZE.height}px; }
      header { position: absolute; left: 80px; top: 64px; display: flex; gap: 32px; }
      header svg { width: 120px; height: 120px; border-radius: 26px; outline: 2px solid #3d5a78; }
      h1 { margin: 6px 0 8px; font-size: 68px; line-height: 1; }
      p { width: 800px; margin: 0; font-size: 32px; line-height: 1.3; color: #c9d8e6; }
      .plot { position: absolute; inset: 0; font: 600 26px system-ui, sans-serif; }
    </style>
    <main>
      <header>
        ${icon}
        <div>
          <h1>ALI-G Playground</h1>
          <p>Watch an optimizer choose its own learning rate, beside SGD and Adam, in the browser.</p>
        </div>
      </header>
      <svg class="plot" viewBox="0 0 ${SIZE.width} ${SIZE.height}" fill="none">
        <path d="M${PLOT.left} ${PLOT.bottom}H${PLOT.right}" stroke="#3d5a78" stroke-width="2" />
        <path d="M${PLOT.left} ${y(maxLr)}H${PLOT.right}" stroke="#ffb454" stroke-dasharray="3 7" stroke-width="2" />
        <path d="${line(sgd.step_size)}" stroke="#8fb3d4" stroke-dasharray="14 9" stroke-width="4" />
        <path d="${line(alig.step_size)}" stroke="#ffb454" stroke-width="4" stroke-linejoin="round" />
        ${label(maxLr, 'ALI-G, at most maxLr', '#ffb454')}
        <text x="${PLOT.left}" y="${PLOT.bottom + 38}" fill="#8fb3d4">The step sizes of ${steps} steps; SGD stays at ${rate}</text>
      </svg>
    </main>`
}
