export interface Route {
  readonly method: 'GET' | 'POST'
  /** API Gateway HTTP API syntax: `{name}` is one path segment. */
  readonly path: string
  readonly function: 'twilio' | 'calls' | 'links' | 'api' | 'ledger' | 'directory'
  /** `none`: the function itself checks a signature or a capability. */
  readonly auth: 'none' | 'jwt'
}

/** Every route of the public HTTP edge; API Gateway and the embedded server are both built from it. */
export const ROUTES = [
  { method: 'POST', path: '/hotline/twilio/voice', function: 'twilio', auth: 'none' },
  { method: 'POST', path: '/hotline/calls', function: 'calls', auth: 'none' },
  { method: 'GET', path: '/p/{token}', function: 'links', auth: 'none' },
  { method: 'POST', path: '/p/{token}', function: 'links', auth: 'none' },
  { method: 'POST', path: '/p/{token}/key', function: 'links', auth: 'none' },
  { method: 'GET', path: '/i/{token}', function: 'links', auth: 'none' },
  { method: 'POST', path: '/i/{token}', function: 'links', auth: 'none' },
  { method: 'GET', path: '/c/{token}', function: 'links', auth: 'none' },
  { method: 'POST', path: '/c/{token}', function: 'links', auth: 'none' },
  { method: 'GET', path: '/c/{token}/report', function: 'links', auth: 'none' },
  { method: 'GET', path: '/p/{token}/files/{file}', function: 'links', auth: 'none' },
  { method: 'GET', path: '/c/{token}/files/{file}', function: 'links', auth: 'none' },
  { method: 'GET', path: '/f/{token}', function: 'links', auth: 'none' },
  { method: 'GET', path: '/r', function: 'links', auth: 'none' },
  { method: 'GET', path: '/r/{serial}', function: 'links', auth: 'none' },
  { method: 'POST', path: '/r/{serial}', function: 'links', auth: 'none' },
  { method: 'GET', path: '/jobs', function: 'links', auth: 'jwt' },
  { method: 'GET', path: '/jobs/{id}', function: 'links', auth: 'jwt' },
  { method: 'POST', path: '/jobs/{id}', function: 'links', auth: 'jwt' },
  { method: 'GET', path: '/jobs/{id}/files/{file}', function: 'links', auth: 'jwt' },
  { method: 'GET', path: '/phone/{file}', function: 'links', auth: 'none' },
  { method: 'GET', path: '/api/openapi.json', function: 'api', auth: 'none' },
  { method: 'GET', path: '/api/session', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/changes', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/board', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/repairs', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/repairs', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/repairs/{id}', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/repairs/{id}/forms', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/repairs/{id}/report', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/repairs/{id}/actions', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/repairs/{id}/attachments', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/repairs/{id}/attachments/{file}', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/duties', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/duties/{id}', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/duties/{id}/report', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/duties/{id}/entries', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/visits', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/visits', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/visits/day', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/visits/{id}', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/visits/{id}/files/{file}', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/visits/{id}/actions', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/lookup', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/oncall', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/deadlines', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/plans', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/plans', function: 'directory', auth: 'jwt' },
  { method: 'GET', path: '/api/plans/published', function: 'directory', auth: 'jwt' },
  { method: 'GET', path: '/api/links', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/links/revoke', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/calls/{id}/pick-up', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/views', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/views', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/views/{id}/remove', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/mutes', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/mutes', function: 'api', auth: 'jwt' },
  { method: 'POST', path: '/api/mutes/{id}/end', function: 'api', auth: 'jwt' },
  { method: 'GET', path: '/api/planned', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/upgrades', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/upgrades', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/upgrades/{id}', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/upgrades/{id}/forms', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/upgrades/{id}/actions', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/advisories', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/advisories', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/advisories/{id}', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/advisories/{id}/actions', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/ledger/due', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/ledger/rates', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/ledger/lines', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/ledger/latest', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/ledger/satisfaction', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/ledger/obligations', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/repairs/{id}/obligations', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/contracts/outdated', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/contracts/{id}', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/contracts/{id}/calendar', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/contracts/{id}/version', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/contracts/{id}/duty', function: 'directory', auth: 'jwt' },
  { method: 'POST', path: '/api/contracts/{id}/facts', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/contracts/{id}/waivers', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/contracts/{id}/agreements', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/contracts/{id}/taken-back', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/units/{serial}', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/loaners', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/knowledge', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/evidence', function: 'ledger', auth: 'jwt' },
  { method: 'POST', path: '/api/evidence/verify', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/audit', function: 'ledger', auth: 'jwt' },
  { method: 'GET', path: '/api/directory', function: 'directory', auth: 'jwt' },
  { method: 'GET', path: '/api/directory/changes', function: 'directory', auth: 'jwt' },
  { method: 'GET', path: '/api/directory/export', function: 'directory', auth: 'jwt' },
  { method: 'POST', path: '/api/import', function: 'directory', auth: 'jwt' },
  { method: 'GET', path: '/api/directory/{list}', function: 'directory', auth: 'jwt' },
  { method: 'GET', path: '/api/directory/{list}/{id}', function: 'directory', auth: 'jwt' },
  { method: 'POST', path: '/api/directory/{list}/{id}', function: 'directory', auth: 'jwt' },
  { method: 'POST', path: '/api/directory/{list}/{id}/delete', function: 'directory', auth: 'jwt' },
  { method: 'GET', path: '/api/customers/{id}/calendar', function: 'directory', auth: 'jwt' },
  { method: 'POST', path: '/api/customers/{id}/calendar', function: 'directory', auth: 'jwt' },
  { method: 'POST', path: '/api/customers/{id}/calendar/{entry}', function: 'directory', auth: 'jwt' },
  { method: 'POST', path: '/api/customers/{id}/calendar/{entry}/withdraw', function: 'directory', auth: 'jwt' },
  { method: 'POST', path: '/api/customers/{id}/calendar-link', function: 'directory', auth: 'jwt' },
  { method: 'POST', path: '/api/calendar-feeds', function: 'directory', auth: 'jwt' },
  { method: 'GET', path: '/api/rosters', function: 'directory', auth: 'jwt' },
  { method: 'GET', path: '/api/rosters/{id}', function: 'directory', auth: 'jwt' },
  { method: 'POST', path: '/api/rosters/{id}/changes', function: 'directory', auth: 'jwt' },
  { method: 'GET', path: '/api/settings', function: 'directory', auth: 'jwt' },
  { method: 'POST', path: '/api/people/{id}/test-message', function: 'directory', auth: 'jwt' },
] as const satisfies readonly Route[]

export interface SignInRoute extends Omit<Route, 'function'> {
  readonly function: 'signIn'
}
/** Where people sign in with a provider of their own: API Gateway alone has these. On one machine a role is picked. */
export const SIGN_IN_ROUTES = [
  { method: 'GET', path: '/sign-in', function: 'signIn', auth: 'none' },
  { method: 'GET', path: '/sign-in/callback', function: 'signIn', auth: 'none' },
  { method: 'POST', path: '/sign-out', function: 'signIn', auth: 'none' },
] as const satisfies readonly SignInRoute[]

/** What `Allow` says of a path template. */
export const methodsOf = (template: string): string =>
  ROUTES.filter(({ path }) => path === template)
    .map(({ method }) => method)
    .join(', ')

export const PATHS: readonly string[] = [...new Set(ROUTES.map(({ path }) => path))]
