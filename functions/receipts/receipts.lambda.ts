import { PLOTS } from '../../shared/use-cases/subjects.ts'
import { awsDeps } from '../adapters/aws-deps.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { RECEIPTS_ON_AWS } from '../channels/receipts-on-aws.ts'
import { chosen } from '../channels/through.ts'
import { receiptsHandler } from './receipts.ts'

export const handler = lazyHandler(async () =>
  receiptsHandler({ ...awsDeps({ plots: PLOTS }), channels: chosen(RECEIPTS_ON_AWS, process.env) }),
)
