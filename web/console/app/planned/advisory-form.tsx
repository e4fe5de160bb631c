import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { ADVICE_SEVERITIES } from '../../../../shared/message/texts.ts'
import { Labelled } from '../roster/inputs.tsx'
import { useSay } from '../words.ts'
import { type AdvisoryRow, useIssue } from './advisories-data.ts'
import { WholeForm } from './whole-form.tsx'

type Severity = AdvisoryRow['severity']
type Draft = typeof EMPTY
const EMPTY = { title: '', what: '', todo: '', severity: 'important' as Severity, models: [] as readonly string[] }

/** What is to be known, of which models, and what the customer should do. */
export function NewAdvisory({ onClose }: { onClose: (id?: string) => void }) {
  const issue = useIssue()
  const [draft, setDraft] = useState(EMPTY)
  return (
    <WholeForm
      label={text('发布预警', 'Issue a warning')}
      whole={wholeOf(draft)}
      needs={text('标题、型号和情况都要填。', 'Title, models and what there is to know are all needed.')}
      sending={issue}
      onSend={(whole) => issue.mutate(whole, { onSuccess: ({ id }) => onClose(id) })}
      send={text('发给所有用这个型号的客户', 'Send to all who have such a model')}
      cancel={text('不发了', 'Cancel')}
      onClose={() => onClose()}
    >
      <Fields draft={draft} setDraft={setDraft} />
    </WholeForm>
  )
}

function wholeOf({ title, what, todo, severity, models }: Draft) {
  if (title.trim() === '' || what.trim() === '' || models.length === 0) return undefined
  const body = { title: { zh: title.trim() }, text: { zh: what.trim() }, severity, models: [...models] }
  return { ...body, ...(todo.trim() && { todo: { zh: todo.trim() } }) }
}

function Fields({ draft, setDraft }: { draft: Draft; setDraft: (draft: Draft) => void }) {
  const say = useSay()
  const { title, what, todo, severity, models } = draft
  return (
    <>
      <Labelled label={say(text('标题', 'Title'))} isWide>
        {(id) => (
          <Input
            id={id}
            value={title}
            maxLength={200}
            onChange={({ target }) => setDraft({ ...draft, title: target.value })}
          />
        )}
      </Labelled>
      <Labelled label={say(text('哪些型号（回车添加）', 'Which models (Enter adds one)'))}>
        {(id) => (
          <Select
            id={id}
            mode="tags"
            value={[...models]}
            onChange={(chosen: string[]) => setDraft({ ...draft, models: chosen })}
          />
        )}
      </Labelled>
      <Labelled label={say(text('轻重', 'How urgent'))}>
        {(id) => (
          <Select
            id={id}
            value={severity}
            onChange={(chosen: Severity) => setDraft({ ...draft, severity: chosen })}
            options={Object.entries(ADVICE_SEVERITIES).map(([value, name]) => ({ value, label: say(name) }))}
          />
        )}
      </Labelled>
      <Prose
        label={say(text('情况', 'What there is to know'))}
        value={what}
        onChange={(next) => setDraft({ ...draft, what: next })}
      />
      <Prose
        label={say(text('请客户怎么做（可不填）', 'What the customer should do (optional)'))}
        value={todo}
        onChange={(next) => setDraft({ ...draft, todo: next })}
      />
    </>
  )
}

interface ProseProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}
const Prose = ({ label, value, onChange }: ProseProps) => (
  <Labelled label={label} isWide>
    {(id) => (
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={4000}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    )}
  </Labelled>
)
