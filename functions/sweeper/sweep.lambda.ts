import { PLOTS } from '../../shared/use-cases/subjects.ts'
import { awsDeps, env } from '../adapters/aws-deps.ts'
import { awsLinks } from '../adapters/aws-links.ts'
import { withWatch } from '../adapters/aws-watch.ts'
import { heartbeat } from '../adapters/heartbeat.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { sesMail } from '../adapters/ses-mail.ts'
import { snsSms } from '../adapters/sns-sms.ts'
import { sweepHandler } from './sweep.ts'

export const handler = lazyHandler(async () => {
  const deps = withWatch(awsDeps({ plots: PLOTS, sms: snsSms(), mail: sesMail(env('MAIL_FROM')), ...awsLinks() }))
  return sweepHandler(deps, heartbeat(process.env.HEARTBEAT_URL, deps.log))
})
