/**
 * Promises that do not end by themselves: what each waits for, and what makes it go on. All of it follows from facts,
 * messages and how far the stewards have read.
 */
package dev.promissory.operations.promises;
