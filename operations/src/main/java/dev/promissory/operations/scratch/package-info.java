/** Room for what a tool has to remember while it runs, beyond what fits into memory; gone when it ends. */
package dev.promissory.operations.scratch;
