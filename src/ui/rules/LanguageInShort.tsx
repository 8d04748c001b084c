/** The language of rules on one page, folded: for whoever reads or writes one. */
export function LanguageInShort() {
  return (
    <details className="language">
      <summary>The language in short</summary>
      <LanguageWords />
    </details>
  )
}

export const LanguageWords = () => (
  <dl className="language__words">
    <div>
      <dt>A line</dt>
      <dd>
        <code>name = expression</code>. Lines are worked out in order at every step; <code>#</code>{' '}
        begins a comment.
      </dd>
    </div>
    <div>
      <dt>Given</dt>
      <dd>
        <code>w</code> and <code>g</code>, the weights and the gradient, are vectors;{' '}
        <code>loss</code>, <code>gradNormSq</code> (the squared length of <code>g</code>) and{' '}
        <code>t</code> (1 at the first step) are numbers.
      </dd>
    </div>
    <div>
      <dt>To be said</dt>
      <dd>
        <code>w = ...</code> and <code>stepSize = ...</code>; also <code>unclipped = ...</code>, the
        step size before a limit acts, if there is one.
      </dd>
    </div>
    <div>
      <dt>Sliders</dt>
      <dd>
        <code>hyper lr = 0.1 log 1e-4..10 &quot;Help.&quot;</code>, with <code>or none</code> for a
        limit; <code>choice mode = a | b</code>; <code>switch nesterov = off</code>;{' '}
        <code>schedule lr</code>.
      </dd>
    </div>
    <div>
      <dt>Memory</dt>
      <dd>
        <code>state v = 0</code> is a vector that is kept from step to step,{' '}
        <code>state scalar s = 0</code> a number, <code>state w0 = w</code> a copy of the first
        weights.
      </dd>
    </div>
    <div>
      <dt>Functions</dt>
      <dd>
        <code>+ - * / pow sqrt square abs sign exp log log1p expm1 min max clamp</code>,{' '}
        <code>if(test, a, b)</code> with <code>{'< <= > >= == != and or not'}</code>; from vectors
        to a number <code>sum mean dot norm norm2 maxAbs</code>.
      </dd>
    </div>
  </dl>
)
