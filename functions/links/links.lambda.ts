import { awsDeps } from '../adapters/aws-deps.ts'
import { awsLinks } from '../adapters/aws-links.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { linksHandler } from './links.ts'
import { scriptIn } from './script.ts'

export const handler = lazyHandler(async () =>
  linksHandler(awsDeps(awsLinks()), scriptIn(new URL('./phone.js', import.meta.url))),
)
