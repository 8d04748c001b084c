/** The step of ALI-G, set in type. */
export function Formula() {
  return (
    <p
      className="formula"
      role="img"
      aria-label="gamma is the smaller of loss divided by (squared length of the gradient g, plus eps) and maxLr; then w becomes w minus gamma times g"
    >
      <span className="formula__part">
        <i>γ</i> = min
        <span className="formula__paren">(</span>
        <span className="fraction">
          <span>loss</span>
          <span>
            ‖<i>g</i>‖<sup>2</sup> + eps
          </span>
        </span>
        , maxLr
        <span className="formula__paren">)</span>
      </span>
      <span className="formula__part">
        <i>w</i> ← <i>w</i> − <i>γ g</i>
      </span>
    </p>
  )
}
