/** As much of a browser as signing in takes: cookies by host, redirects, forms. */
export class Browser {
  readonly cookies = new Map<string, string>()
  /** Each address that was gone to. */
  readonly trail: string[] = []

  async go(address: string, init: RequestInit = {}): Promise<Response> {
    this.trail.push(address)
    const { host } = new URL(address)
    const cookie = [...this.cookies]
      .filter(([name]) => name.startsWith(`${host} `))
      .map(([name, value]) => `${name.slice(host.length + 1)}=${value}`)
      .join('; ')
    const headers = { ...(cookie && { cookie }), ...init.headers }
    const answer = await fetch(address, { ...init, headers, redirect: 'manual' })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(set)) this.cookies.delete(`${host} ${name}`)
      else this.cookies.set(`${host} ${name}`, value)
    }
    return answer
  }

  /** Goes on wherever it is led, until a page answers or `stop` is reached. */
  async follow(address: string, stop?: (address: string) => boolean): Promise<{ address: string; answer?: Response }> {
    if (stop?.(address)) return { address }
    const answer = await this.go(address)
    const next = answer.headers.get('location')
    return next ? this.follow(new URL(next, address).href, stop) : { address, answer }
  }
}
