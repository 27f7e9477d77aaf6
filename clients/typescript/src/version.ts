/** The version of this package, as package.json has it. */
export const VERSION = "2.0.0-dev.0";
