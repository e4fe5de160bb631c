/**
 * `npm ci` builds the console. Where it cannot (development packages left out, a broken check-out) everything else is installed
 * and runs all the same: the host says that there is no console.
 */
try {
  const { writeTypes } = await import('./write-types.ts')
  const { buildConsole, buildPhone } = await import('./build.ts')
  writeTypes()
  await buildConsole()
  await buildPhone()
} catch (error) {
  const isLeftOut = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
  console.warn(
    `The console was not built (控制台没有构建): ${isLeftOut ? 'development packages are left out' : String(error)}. All else runs without it; npm run console, with development packages, builds it.`,
  )
  // Asked for by name, it must succeed.
  if (process.env.npm_lifecycle_event === 'console') process.exitCode = 1
}

export {}
