using System.Buffers;

namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>
/// What may follow a lone Chinese digit for it to count: measure words, nouns that are counted without one, a few particles.
/// So 四 in 四川 and 一 in 一看 are no numbers.
/// </summary>
internal static class CountedWords
{
    // Looked up in folded text; traditional forms stand here too, as far as they are common.
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        // Marks, and words between a number and what follows it.
        "。，、（）“”,;；:：!！?？()…到至以的加减減乘除等是"
        // Measure words of people and things.
        + "个個只支枝条條张張块塊件根颗顆粒棵株朵片把本册冊份台臺辆輛架艘匹头頭尾口扇面幅副套双雙对對位名员員群伙夥批组組队隊排列串束捆盒箱包袋桶瓶杯碗盘盤碟壶壺罐锅鍋勺匙滴瓣团團堆坨垛摞沓叠疊卷捲筒管枚盏盞顶頂座栋棟幢间間所家户戶戸层層楼樓处處站"
        // Of doings, turns and grades.
        + "次回遍趟顿頓番场場局轮輪届屆期阵陣步手脚腳拳掌刀枪槍炮箭击擊球席堂课課节節级級等阶階档檔类類种種样樣款型式版代辈輩世任"
        // Of words, works and money.
        + "字句词詞段章篇页頁首曲部集幕出笔筆题題问問项項条封帖则則例案件单單票元角分毛块钱錢圆圓倍成股金"
        // Of time.
        + "年月日天周週旬季岁歲夜晚夕更点點时時小刻分秒瞬学號号"
        // Of length, area, volume, weight.
        + "米尺寸丈里公分厘毫平方亩畝顷頃立升斗石斤克磅吨噸码碼英度位市"
        // Of places, bodies, colours, wholes.
        + "国國省县縣市区區州村镇鎮街路巷城山海洲岛島湖井泉岸厂廠店校院馆館园園库庫仓倉房室屋桌床门門窗墙牆池湾灣桥橋"
        + "人者生女男子客兵军軍族派方边邊端角圈环環侧側旁线線道格栏欄网網屏声聲音味色带帶丝絲心眼脸臉嘴口身体體肢指"
        + "大车車船机機器具件箱包柱桩樁杆桿棒针針弹彈旗帆伞叶葉枝树樹木果餐食饭菜"
        + "下起些系维維重通连連联聯审審星卦行令罗羅盘幡流开開命宗事职職业業科目系专專居落作计計帧幀贯貫进進项社界团群键鍵极極向相背尊轴軸宅宫宮甲田王本角模驱驅核提举舉挥揮观觀觉覺入足投试試帮幫翼缸签簽揽攬纸紙隅诺諾刊袭襲担擔贴貼窍竅洞坪泡拨撥亭护護游遊笑技剧劇拍击文言"
        + "胎班招卡厢廂堆缕縷截缝縫圆円合品般半");

    /// <summary>True when what stands at a place (or the text's end) lets a lone digit before it count.</summary>
    public static bool At(ReadOnlySpan<char> text, int position)
    {
        if (position >= text.Length || char.IsWhiteSpace(text[position]) || Allowed.Contains(text[position]))
        {
            return true;
        }

        // 五这是 …, 四不是五.
        return position + 1 < text.Length && text[position + 1] == '是' && text[position] is '这' or '那' or '不' or '也' or '还' or '而' or '却' or '更' or '但' or '這' or '還' or '卻';
    }
}
