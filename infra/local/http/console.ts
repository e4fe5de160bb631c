import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { htmlPage } from '../../../functions/links/page.ts'
import { CONSOLE_POLICY, FILE_CACHE, NO_ROBOTS, PAGE_CACHE } from '../../../shared/wire/console-headers.ts'
import { layout } from '../../../web/pages/layout.ts'

type Result = APIGatewayProxyStructuredResultV2

/** Where `npm ci` has put it. */
const BUILT = join(import.meta.dirname, '../../../dist/console')

export const isConsoleBuilt = (): boolean => existsSync(join(BUILT, 'index.html'))

/** The one page of the console, whichever of its rooms the address names: the browser opens it. */
export const consolePage = async (): Promise<Result> => {
  if (!isConsoleBuilt()) return htmlPage(404, NOT_BUILT)
  return {
    statusCode: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': PAGE_CACHE,
      'content-security-policy': CONSOLE_POLICY,
      'x-robots-tag': NO_ROBOTS,
    },
    body: readFileSync(join(BUILT, 'index.html'), 'utf8'),
  }
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

export const consoleFile = async ({ pathParameters }: APIGatewayProxyEventV2): Promise<Result> => {
  const name = pathParameters?.file ?? ''
  const type = TYPES[name.split('.').at(-1) ?? '']
  if (!type || !filesBuilt().includes(name)) return { statusCode: 404, body: '' }
  return {
    statusCode: 200,
    headers: { 'content-type': type, 'cache-control': FILE_CACHE },
    body: readFileSync(join(BUILT, 'assets', name), 'utf8'),
  }
}

const filesBuilt = (): readonly string[] => (isConsoleBuilt() ? readdirSync(join(BUILT, 'assets')) : [])

const NOT_BUILT = layout({
  title: '承诺',
  language: 'zh-CN',
  body: '控制台还没有构建：请运行 npm run console，再刷新本页。The console is not built: run npm run console, then reload this page.',
})
