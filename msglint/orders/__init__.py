"""Real orders, joined to drafts by their ids: what Amazon delivers about them, and what was already sent for them.

Nothing of it is imported unless a run is given order data or a history.

order       one order, and what a draft's envelope takes from it
ids         order ids: as numbers, and where they stand in a draft
index       where each order of a file stands; the files themselves are never kept in memory
book        all files of a run
reports     reports as text with tabs   api  answers of the Orders API   xml  XML reports
history     what was already sent
"""
