import { lazy, memo, Suspense, type ComponentType } from 'react'
import type { PlotProps } from './plotProps'
import { useTurn } from './useTurn'

const fetchPlot = () => import('./RechartsPlot')

/** Where it does not arrive, the numbers are still in the legend and in the tables. */
const RechartsPlot = lazy<ComponentType<PlotProps>>(() =>
  fetchPlot().catch((error: unknown) => {
    console.error(error)
    return { default: Missing }
  }),
)

/** What a chart shows within its frame: axes, grid and lines. */
export const Plot = memo(function Plot(props: PlotProps) {
  const isMyTurn = useTurn(fetchPlot)
  if (!isMyTurn) return null
  return (
    <Suspense>
      <RechartsPlot {...props} />
    </Suspense>
  )
})

function Missing() {
  return (
    <p className="chart__placeholder" role="alert">
      The part of the page that draws charts could not be loaded. Check the connection, then reload
      the page; what has been trained comes back.
    </p>
  )
}
