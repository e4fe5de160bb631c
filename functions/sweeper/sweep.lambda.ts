import { PLOTS } from '../../shared/use-cases/subjects.ts'
import { awsDeps } from '../adapters/aws-deps.ts'
import { awsLinks } from '../adapters/aws-links.ts'
import { awsMessenger } from '../adapters/aws-messenger.ts'
import { withWatch } from '../adapters/aws-watch.ts'
import { heartbeat } from '../adapters/heartbeat.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { MAIL_ON_AWS, TEXT_ON_AWS, VOICE_ON_AWS } from '../channels/on-aws.ts'
import { sweepHandler } from './sweep.ts'

export const handler = lazyHandler(async () => {
  const messenger = awsMessenger(...TEXT_ON_AWS, ...MAIL_ON_AWS, ...VOICE_ON_AWS)
  const deps = withWatch(awsDeps({ plots: PLOTS, messenger, ...awsLinks() }))
  return sweepHandler(deps, heartbeat(process.env.HEARTBEAT_URL, deps.log))
})
