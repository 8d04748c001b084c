import { lazy, type ComponentType } from 'react'

/**
 * A part of the page that is fetched when it is first shown. Where it does not arrive, because the
 * connection is gone or the site has been replaced, a sentence stands in its place: an error would
 * take the whole page down, and what is being trained with it.
 */
export function fetched<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy<ComponentType<Props>>(() =>
    load().then(
      (part) => ({ default: part }),
      (error: unknown) => {
        console.error(error)
        return { default: Missing }
      },
    ),
  )
}

function Missing() {
  return (
    <p className="panel__note" role="alert">
      This part of the page could not be loaded. Check the connection, then reload the page; what
      has been trained comes back.
    </p>
  )
}
