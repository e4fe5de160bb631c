/** Somebody waits until it rings. One that rang while nobody waited is not lost. */
export class Bell {
  #hasRung = false
  #heard = () => {}

  ring(): void {
    this.#hasRung = true
    this.#heard()
  }

  /** Whether it rang; `false`: so many milliseconds have passed. */
  async wait(ms: number): Promise<boolean> {
    if (!this.#hasRung) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, ms)
      this.#heard = resolve
      await promise
      clearTimeout(timer)
    }
    const hasRung = this.#hasRung
    this.#hasRung = false
    return hasRung
  }
}
