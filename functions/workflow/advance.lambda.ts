import { PLOTS } from '../../shared/use-cases/subjects.ts'
import { awsDeps } from '../adapters/aws-deps.ts'
import { awsLinks } from '../adapters/aws-links.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { snsSms } from '../adapters/sns-sms.ts'
import { advanceHandler } from './advance.ts'

export const handler = lazyHandler(async () => advanceHandler(awsDeps({ plots: PLOTS, sms: snsSms(), ...awsLinks() })))
