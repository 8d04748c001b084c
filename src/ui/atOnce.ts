import { flushSync } from 'react-dom'

/**
 * An answer to a dialog's `close`, carried out before anything else that a person does. React would
 * do it a little later, and a press of Enter in between, on the button that opens the dialog, would
 * find it open.
 */
export const atOnce = (act: () => void) => () => flushSync(act)
