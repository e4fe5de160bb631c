import { type ReactNode, useId } from 'react'
import {
  type Answer,
  type Answers,
  BEST_SCORE,
  comesLater,
  isAsked,
  LONGEST_ANSWER,
} from '../../../../shared/form/answers.ts'
import type { Form, Item } from '../../../../shared/form/form.ts'
import { limitWords } from '../../../../shared/form/words.ts'
import { inLanguage } from '../../../../shared/kernel/text.ts'
import { useLanguage, useSay } from '../words.ts'

interface Props {
  readonly form: Form
  readonly answers: Answers
  readonly onChange: (answers: Answers) => void
  /** What is wrong with which item. */
  readonly faults: Readonly<Record<string, string>>
}

/** A form as it is filled at the desk, on the telephone: what needs a camera or a finger is for the engineer's page. */
export function FormFields({ form, answers, onChange, faults }: Props) {
  const say = useSay()
  return (
    <div className="questions">
      {form.intro && <p className="intro">{say(form.intro)}</p>}
      {form.sections.map(({ title, items }) => (
        <fieldset key={title.en}>
          <legend>{say(title)}</legend>
          {items
            .filter((item) => !comesLater(item) && isAsked(form, item, answers))
            .map((item) => (
              <Question key={item.id} item={item} fault={faults[item.id]}>
                {(id) => (
                  <Field
                    id={id}
                    item={item}
                    answer={answers[item.id]}
                    onChange={(value) => onChange(withAnswer(answers, item.id, value))}
                  />
                )}
              </Question>
            ))}
        </fieldset>
      ))}
    </div>
  )
}

function withAnswer({ ...answers }: Record<string, Answer>, id: string, value: Answer['value'] | undefined): Answers {
  if (value === undefined) delete answers[id]
  else answers[id] = { ...answers[id], value }
  return answers
}

interface QuestionProps {
  readonly item: Item
  readonly fault: string | undefined
  readonly children: (id: string) => ReactNode
}

function Question({ item, fault, children }: QuestionProps) {
  const say = useSay()
  const id = useId()
  const limits = item.kind === 'number' ? limitWords(item) : undefined
  return (
    <div className={fault ? 'question wrong' : 'question'}>
      <label htmlFor={id}>
        {say(item.ask)}
        {item.required && <span aria-hidden="true"> *</span>}
      </label>
      {item.hint && <p className="soft small">{say(item.hint)}</p>}
      {children(id)}
      {limits && <span className="soft small">{say(limits)}</span>}
      {fault && (
        <p className="bad" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

interface FieldProps {
  readonly id: string
  readonly item: Item
  readonly answer: Answer | undefined
  readonly onChange: (value: Answer['value'] | undefined) => void
}

const SCORES = Array.from({ length: BEST_SCORE }, (_, index) => index + 1)

/** The browser's own fields: a form of forty questions stays light. */
function Field({ id, item, answer, onChange }: FieldProps) {
  const language = useLanguage()
  const value = answer?.value
  switch (item.kind) {
    case 'choice':
      return (
        <Choices
          id={id}
          chosen={typeof value === 'string' ? value : undefined}
          choices={item.options.map((option) => [option.value, inLanguage(option.label, language)])}
          onChange={onChange}
        />
      )
    case 'number':
      return (
        <span className="reading">
          <input
            id={id}
            type="number"
            step="any"
            value={typeof value === 'number' ? value : ''}
            onChange={({ target }) => onChange(Number.isNaN(target.valueAsNumber) ? undefined : target.valueAsNumber)}
          />{' '}
          {item.unit && inLanguage(item.unit, language)}
        </span>
      )
    case 'text':
      return (
        <textarea
          id={id}
          rows={2}
          maxLength={LONGEST_ANSWER}
          value={typeof value === 'string' ? value : ''}
          onChange={({ target }) => onChange(target.value || undefined)}
        />
      )
    case 'score':
      return (
        <Choices
          id={id}
          chosen={typeof value === 'number' ? String(value) : undefined}
          choices={SCORES.map((score) => [String(score), language === 'zh-CN' ? `${score} 分` : String(score)])}
          onChange={(score) => onChange(Number(score))}
        />
      )
    default:
      return null
  }
}

interface ChoicesProps {
  readonly id: string
  readonly chosen: string | undefined
  readonly choices: readonly (readonly [value: string, label: string])[]
  readonly onChange: (value: string) => void
}

const Choices = ({ id, chosen, choices, onChange }: ChoicesProps) => (
  <span className="radios" id={id}>
    {choices.map(([value, label]) => (
      <label key={value}>
        <input type="radio" name={id} checked={value === chosen} onChange={() => onChange(value)} /> {label}
      </label>
    ))}
  </span>
)
