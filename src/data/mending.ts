/** What can be done about data that are damaged or missing where the page comes from. */

/** In the words of whoever can do it: with `npm start` that is the person in front of the page. */
export const mending = (isDevelopment: boolean): string =>
  isDevelopment
    ? 'Stop npm start and start it again: it checks all data files, and makes damaged or missing ' +
      'ones again.'
    : 'Reload the page; if that does not help, the data that came with this copy of the page are ' +
      'damaged or not complete. Whoever put the page here has to build it again (npm run build ' +
      'checks the data first) and put it here again.'

export const MENDING = mending(import.meta.env.DEV)
