/** What draws plots: a chunk of its own, which comes after the first picture. */
export const fetchPlot = () => import('./RechartsPlot')
