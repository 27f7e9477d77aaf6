/** Every error this library throws. */
export * from "./errorBase.js";
export * from "./generated/errors.js";
