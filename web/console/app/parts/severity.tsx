import { inLanguage } from '../../../../shared/kernel/text.ts'
import { type Plan, usePlans } from '../data.ts'
import { useLanguage } from '../words.ts'

interface Props {
  readonly plan: string
  readonly id: string
}

export function Severity(props: Props) {
  const { data: plans } = usePlans()
  return <SeverityOf {...props} plans={plans} />
}

/** Severity by weight, not by hue: solid the strictest of its plan, outlined the next, plain the others. */
export function SeverityOf({ plan, id, plans = [] }: Props & { readonly plans: readonly Plan[] | undefined }) {
  const language = useLanguage()
  const severities = plans.findLast((one) => one.id === plan)?.severities ?? []
  const rank = severities.findIndex((one) => one.id === id)
  // Of a plan that tells none apart, none is heavy.
  const weight = rank < 0 || severities.length === 1 ? 3 : Math.min(rank + 1, 3)
  const found = severities[rank]
  const name = found && inLanguage(language === 'zh-CN' ? found.short : found.name, language)
  return <span className={`sev s${weight}`}>{name ?? id}</span>
}
