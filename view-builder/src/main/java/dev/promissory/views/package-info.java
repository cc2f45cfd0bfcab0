/**
 * Opinions: folds committed facts into tables and answers from them.
 *
 * <p>Written side: {@code ViewTopology} -> {@code FactsProcessor} -> {@code FactFold}, which asks {@code FactJudge} and
 * puts rows. Read side: {@code ViewRoutes} -> queries -> {@code Partitions}, which hands out only tables that are here,
 * restored and caught up. Between the two: {@code Positions} and {@code Freshness}, which know how far the tables are.
 */
package dev.promissory.views;
