"""In a notebook: look at one messy table, and at who is in it twice. Run the cells one by one, or the file at once."""

# %% read a file: encoding, header row and sheet are found out
import custdq

customers = custdq.read("examples/customers/02_李强_客户.csv")
print(len(customers), "rows,", "columns:", ", ".join(customers.columns))

# %% what each column seems to hold, and why
schema = custdq.Schema.infer(customers, region="CN")
print(schema)

# %% what is wrong with the values, most frequent first
findings = custdq.inspect(customers, schema)
print(findings.groupby(["column", "code"]).size().sort_values(ascending=False).head(10))

# %% who is in it twice
links = custdq.dedupe(customers, schema)
print(links)
print(links.pairs[["match_weight", "match_probability"]].describe().loc[["count", "min", "max"]])

# %% why the most likely pair is one customer: evidence in words, as data, and as a chart
if len(links.pairs):
    best = links.pairs.sort_values("match_weight", ascending=False).iloc[0]
    for row in links.explain(best["left"], best["right"]).data:
        print(f"{row['field']:12} {row['level']:30} {row['match_weight']:+.1f}")
