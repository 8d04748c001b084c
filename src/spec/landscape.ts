/** Points of the landscape along each of its sides. */
export const LANDSCAPE_SIDE = 41
