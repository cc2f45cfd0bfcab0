/**
 * A way to follow wallet.facts that gives out only what this view has verified: {@code FactFeed} reads the topic with a
 * consumer of its own and asks the view, through {@code Vouching}, about every fact it is about to give out.
 */
package dev.promissory.views.feed;
