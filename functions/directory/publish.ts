import { defined } from '../../shared/kernel/fields.ts'
import { inLanguage } from '../../shared/kernel/text.ts'
import { type PublishedPlan, publishedAfter } from '../../shared/use-cases/plans-on-file.ts'
import { type Publishing, publishPlan } from '../../shared/use-cases/publish-plan.ts'
import { parse } from '../../shared/wire/problem.ts'
import { publishSchema } from '../../shared/wire/publish.ts'
import { staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import type { DirectoryCall } from './call.ts'

/** A manager publishes the next version of a plan; `dryRun` says what it changes first. */
export const publish: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'publishPlans')
  const result = await publishPlan(deps, staff, parse(publishSchema, bodyJson(event)))
  if (result.outcome === 'taken')
    return json(409, { error: 'taken', message: inLanguage(taken(result), readerLanguage(event)) })
  const { outcome, document, changes } = result
  const { id: plan, version, effectiveFrom } = document
  return json(outcome === 'published' ? 201 : 200, { outcome, plan, version, effectiveFrom, changes })
}

/** Who published what, when and why, the latest first. */
export const listPublished: DirectoryCall = async (event, deps) => {
  staffWho(event, 'directoryRecord')
  return json(200, { published: (await publishedAfter(deps, 0)).map(viewOf).toReversed() })
}

const viewOf = ({ at, by: { id, name }, reason, text, file }: PublishedPlan) => {
  const { id: plan, version, title, effectiveFrom } = file
  return { plan, version, title, effectiveFrom, at, by: defined({ id, name }), reason, text }
}

function taken({ document: { id, version }, next, by }: Extract<Publishing, { outcome: 'taken' }>) {
  const who = by && (by.by.name ?? by.by.id)
  return {
    zh: `${id} 第 ${version} 版已经有了${who ? `（${who} 先发布了，内容不同）` : ''}：请看它改了什么，把您的改成 version: ${next} 再发布。`,
    en: `Version ${version} of plan ${id} is there already${who ? `: ${who} was faster, and theirs says otherwise` : ''}. Look at what it changes, make yours version: ${next}, and publish that.`,
  }
}
