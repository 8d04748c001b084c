import { Suspense, useEffect } from 'react'
import { fetched } from '../fetched'
import { followTabs } from './keptRules'
import { useRuleDialog } from './openRule'

const AddDialog = fetched(async () => (await import('./AddDialog')).AddDialog)
const ViewDialog = fetched(async () => (await import('./ViewDialog')).ViewDialog)
const EditDialog = fetched(async () => (await import('./EditDialog')).EditDialog)

/** The dialogs about rules, fetched when the first of them is opened. */
export function RuleDialogs() {
  const dialog = useRuleDialog((state) => state.dialog)
  useEffect(followTabs, [])
  return (
    <Suspense>
      {dialog?.kind === 'add' && <AddDialog />}
      {dialog?.kind === 'view' && <ViewDialog {...dialog} />}
      {dialog?.kind === 'edit' && <EditDialog {...dialog} />}
    </Suspense>
  )
}
