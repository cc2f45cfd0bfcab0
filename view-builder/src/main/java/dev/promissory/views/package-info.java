/**
 * Opinions: folds committed facts into tables and answers from them.
 *
 * <p>Written side: {@code ViewTopology} -> {@code FactsProcessor} -> {@code FactFold}, which asks {@code FactJudge} and
 * puts rows. Read side: {@code ViewRoutes} -> queries -> {@code Partitions}, which hands out only tables that are here,
 * restored and caught up. Between the two: {@code Positions} and {@code Freshness}, which know how far the tables are.
 *
 * <p>Three rooms of their own stand behind the view: {@code views.feed} reads wallet.facts and gives out what
 * {@code FoldedFacts} says that this view vouches for, {@code views.stream} and {@code views.webhooks} tell it to the
 * world.
 */
package dev.promissory.views;
