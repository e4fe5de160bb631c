import { PLOTS } from '../../shared/use-cases/subjects.ts'
import { awsDeps, env } from '../adapters/aws-deps.ts'
import { awsLinks } from '../adapters/aws-links.ts'
import { withWatch } from '../adapters/aws-watch.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { sesMail } from '../adapters/ses-mail.ts'
import { snsSms } from '../adapters/sns-sms.ts'
import { deliverHandler } from './deliver.ts'

export const handler = lazyHandler(async () =>
  deliverHandler(withWatch(awsDeps({ plots: PLOTS, sms: snsSms(), mail: sesMail(env('MAIL_FROM')), ...awsLinks() }))),
)
