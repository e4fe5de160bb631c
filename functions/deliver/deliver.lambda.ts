import { awsDeps, env } from '../adapters/aws-deps.ts'
import { awsLinks } from '../adapters/aws-links.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { sesMail } from '../adapters/ses-mail.ts'
import { snsSms } from '../adapters/sns-sms.ts'
import { deliverHandler } from './deliver.ts'

export const handler = lazyHandler(async () =>
  deliverHandler(awsDeps({ sms: snsSms(), mail: sesMail(env('MAIL_FROM')), ...awsLinks() })),
)
