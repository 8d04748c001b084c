import { useEffect, useState } from 'react'
import { qrPicture, type QrPicture } from './qr'

/** The link for a telephone. Black on white in both themes: readers expect it. */
export function QrCode({ link }: { readonly link: string }) {
  const [picture, setPicture] = useState<QrPicture | null | undefined>()
  useEffect(() => {
    let isCurrent = true
    void qrPicture(link).then((made) => isCurrent && setPicture(made))
    return () => {
      isCurrent = false
    }
  }, [link])
  if (picture === null) return <p>The link is too long for a QR code.</p>
  return (
    <svg
      className="share__qr"
      role="img"
      aria-label="QR code of the link"
      viewBox={`0 0 ${picture?.side ?? 1} ${picture?.side ?? 1}`}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={picture?.path ?? ''} fill="#000" />
    </svg>
  )
}
