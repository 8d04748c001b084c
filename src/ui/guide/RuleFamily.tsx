import { ruleFamilies, type Family, type FamilyMember } from './families'

const WORDS: Readonly<Record<Family['id'], { readonly from: string; readonly assumes: string }>> = {
  rate: {
    from: 'A rate that you choose',
    assumes: 'Assumes nothing of the loss; a wrong rate is slow or diverges.',
  },
  loss: {
    from: 'The loss',
    assumes: 'Assumes how small the loss can become: 0, or a bound.',
  },
  distance: {
    from: 'The way so far',
    assumes:
      'Assumes that the distance travelled tells how far away the solution is; Schedule-Free rules ' +
      'average weights instead of following a schedule.',
  },
}

/** Who assumes what and needs which rate: one tree, from the question to the rules. */
export function RuleFamily() {
  return (
    <figure className="family">
      <p className="family__root" id="family-root">
        What decides how long a step is?
      </p>
      <ul className="family__branches" aria-labelledby="family-root">
        {ruleFamilies().map(({ id, members }) => (
          <li key={id}>
            <p className="family__from">{WORDS[id].from}</p>
            <p className="family__assumes">{WORDS[id].assumes}</p>
            <ul>
              {members.map((member) => (
                <Member key={member.label} {...member} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <figcaption>
        Behind each name: the rate that it needs, the longest step that it may take, or the value
        that its step is made with. Below it: what it counts on.
      </figcaption>
    </figure>
  )
}

const Member = ({ label, chosen, role, premise }: FamilyMember) => (
  <li className="family__member">
    <strong>{label}</strong>{' '}
    {chosen ? (
      <span className="family__chosen">
        {role} <code>{chosen}</code>
      </span>
    ) : (
      <span className="family__chosen">needs no rate</span>
    )}
    <p>{premise}</p>
  </li>
)
