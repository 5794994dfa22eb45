using RetrievalBench;

return args switch
{
    ["cost", ..] => Cost.Run(args[1..]),
    ["shop", var folder, .. var negatives] => Quality.Shop(folder, negatives),
    ["known", var folder, var asked, .. var negatives] => Quality.Known(folder, asked, negatives),
    ["asked", var knowledge, var asked, .. var negatives] => Quality.Asked(knowledge, asked, negatives),
    ["trials", var folder, var questions, .. var part] => Trials.Run(folder, questions, part is [var one] ? one : "all"),
    ["say", var folder, .. var texts] => Quality.Say(folder, texts),
    ["route", var train, .. var strangers] => Routes.Run(train, strangers),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        RetrievalBench cost [1000 2000 10000 100000]     build time, time to answer, memory and one edit, by number of questions
        RetrievalBench shop CONTENT [NEGATIVES ...]      the shop's own asks, each fifth held back in turn; sentences that deserve silence
        RetrievalBench route TRAIN [STRANGERS ...]       {"text","label"} per line; each fifth held back in turn
        RetrievalBench say CONTENT TEXT ...               what each text is understood as
        RetrievalBench known CONTENT ASKED [NEGATIVES ...]   the shop's content and {"text","key"} per line
        RetrievalBench trials CONTENT QUESTIONS [look|held|all]   two kinds of unknown questions, of the whole shop and of a thin one
        RetrievalBench asked KNOWLEDGE ASKED [NEGATIVES ...]   {"id","questions"} and {"text","id"} per line
        """);
    return 2;
}
