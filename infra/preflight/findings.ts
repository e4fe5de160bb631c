import { NEEDED_TO_RESERVE } from '../aws/concurrency.ts'
import type { Asked } from './asked.ts'
import { type Facts, isRead } from './facts.ts'
import { type Finding, looked } from './finding.ts'
import { ofLambda, ofParameters, ofPlace, ofWorkflow } from './look/account.ts'
import { ofMails, ofTexts } from './look/messages.ts'
import { ofCertificate, ofIssuer } from './look/ways-in.ts'

/** Everything that was looked at, each with what to do about it. */
export const findingsOf = (facts: Facts, asked: Asked, now: Date): readonly Finding[] => [
  ...ofPlace(facts),
  ...ofParameters(facts, asked),
  ...looked('Lambda', 'lambda:GetAccountSettings', facts.lambda, (lambda) => ofLambda(lambda, facts.parameters)),
  ...looked('Step Functions', 'servicequotas:ListServiceQuotas', facts.workflow, ofWorkflow),
  ...ofTexts(facts),
  ...ofMails(facts),
  ...ofCertificate(facts, asked, now),
  ...ofIssuer(facts),
]

/** Whether the hotline and the clock can have functions of their own; undefined where nobody could look. */
export function canReserve({ lambda, parameters }: Facts): boolean | undefined {
  if (!isRead(lambda)) return undefined
  // What is reserved already is no longer among what could be.
  return parameters.ReserveConcurrency === 'yes' || lambda.unreserved >= NEEDED_TO_RESERVE
}
