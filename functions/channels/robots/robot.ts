import type { Environment, LocalChannelKind } from '../kind.ts'

/** A call that posts to a group. */
export interface Post {
  readonly url: string | URL
  readonly body: object
}

/** The robot of a group chat: its words are seen by whoever looks, and are no answer to a page. */
export interface Robot {
  readonly name: string
  /** `atMs`: the real time, which is signed. */
  post(text: string, atMs: number): Post
  /** What its provider answers with where it took it. */
  isTaken(said: Readonly<Record<string, unknown>>): boolean
}

export interface RobotKind extends Pick<LocalChannelKind, 'settings'> {
  /** Nothing where the environment does not ask for it. @throws SettingError */
  open(environment: Environment): Robot | undefined
}
