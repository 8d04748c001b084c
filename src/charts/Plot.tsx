import { lazy, memo, Suspense, type ComponentType } from 'react'
import { fetchPlot } from './fetchPlot'
import type { PlotProps } from './plotProps'
import { useTurn } from './useTurn'

/** Where it does not arrive, the numbers are still in the legend and in the tables. */
const RechartsPlot = lazy<ComponentType<PlotProps & { readonly onDrawn: () => void }>>(() =>
  fetchPlot().catch((error: unknown) => {
    console.error(error)
    return { default: Missing }
  }),
)

/** What a chart shows within its frame: axes, grid and lines. */
export const Plot = memo(function Plot(props: PlotProps) {
  const [isMyTurn, endTurn] = useTurn(fetchPlot)
  if (!isMyTurn) return null
  return (
    <Suspense>
      <RechartsPlot {...props} onDrawn={endTurn} />
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
