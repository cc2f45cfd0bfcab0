/**
 * Reads all facts once, folds them anew, and holds what the stewards and the views keep against that. It reads and never
 * writes, belongs to no group, and may run while the system does.
 *
 * <p>Read {@code Audit} first: it makes the cut. {@code FactCheck} judges each record and folds the good ones;
 * {@code Comparison} compares a row with the fold at the moment when the fold has got as far as the row; what is told by
 * the whole is told at the end by {@code Conservation}, {@code AnswerCheck} and {@code PromiseCheck}.
 */
package dev.promissory.operations.audit;
