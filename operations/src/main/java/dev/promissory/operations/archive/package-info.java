/**
 * The facts in a folder: exported as lines of JSON with their hashes, checked, and loaded into a system that is empty.
 * Start at {@link dev.promissory.operations.archive.Export} and {@link dev.promissory.operations.archive.Import}.
 */
package dev.promissory.operations.archive;
