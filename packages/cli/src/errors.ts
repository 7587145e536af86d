/** Something that the user can mend: told in one line, without a stack. Exit code 1. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** A command line that cannot be meant: told in one line, with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
